/** Tests of the prose: its examples compile and run, and what it names exists. */
package dev.raddle.docs;
