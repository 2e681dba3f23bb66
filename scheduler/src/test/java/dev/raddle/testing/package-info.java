/** What the tests of every package share. */
package dev.raddle.testing;
