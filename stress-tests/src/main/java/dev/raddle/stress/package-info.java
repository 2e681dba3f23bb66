/**
 * Runs the jcstress tests and judges them: no forbidden outcome in a test, and every broken twin
 * caught. How tests and twins are named is told in {@link dev.raddle.stress.TestName}.
 */
package dev.raddle.stress;
