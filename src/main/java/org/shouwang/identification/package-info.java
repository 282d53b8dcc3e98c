/** The identification of households to be monitored (监测对象识别认定), from the risk clue to the register (rules ID-1 to ID-7). */
package org.shouwang.identification;
