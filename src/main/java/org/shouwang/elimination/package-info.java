/** 风险消除、风险回退: marking that a household's risks are gone, and taking the mark back (rules EL-1 to EL-3). */
package org.shouwang.elimination;
