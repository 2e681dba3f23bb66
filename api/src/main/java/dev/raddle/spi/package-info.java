/** How an implementation binds itself to the API. Not for users. */
package dev.raddle.spi;
