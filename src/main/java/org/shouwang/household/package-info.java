/** The register of households: their members, income, risks and history. */
package org.shouwang.household;
