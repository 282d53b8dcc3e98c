/** The register: households, members, income, risks, and their history. */
package org.shouwang.household;
