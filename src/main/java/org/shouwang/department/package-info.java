/** The register of departments: their codes, names and what else people call them. */
package org.shouwang.department;
