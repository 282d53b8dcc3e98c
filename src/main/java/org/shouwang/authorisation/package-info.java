/** Where the leading group registers its authorisations (授权批准); who acts by one is decided in {@code security}. */
package org.shouwang.authorisation;
