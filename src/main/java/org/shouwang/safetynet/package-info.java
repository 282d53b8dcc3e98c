/** The safety net (整户无劳动能力兜底保障户): households without any labour that live on social security (rules SN-1, SN-2). */
package org.shouwang.safetynet;
