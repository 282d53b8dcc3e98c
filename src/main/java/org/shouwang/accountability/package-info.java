/** Accountability (问责): townships are ranked each quarter, and a person decides what follows for the last of them (DA-6). */
package org.shouwang.accountability;
