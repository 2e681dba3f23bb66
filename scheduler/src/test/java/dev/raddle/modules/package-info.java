/** Raddle on the module path. */
package dev.raddle.modules;
