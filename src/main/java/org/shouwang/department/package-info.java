/** The register of departments: their codes, names and other names. */
package org.shouwang.department;
