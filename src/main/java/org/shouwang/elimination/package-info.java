/**
 * Risk elimination (风险消除), risk rollback (风险回退) and look-back (回头看): a household's risks are marked as gone, a wrong mark is
 * taken back, and eliminated households are visited again (EL-1 to EL-4).
 */
package org.shouwang.elimination;
