/**
 * The program of the procedure {@code safety-net-recognition} (整户无劳动能力兜底保障户, rules SN-1, SN-2): what its manifest cannot say. All else
 * is in its folder.
 */
package org.shouwang.safetynet;
