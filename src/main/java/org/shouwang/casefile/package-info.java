/** What all cases have in common, whatever their process: file, status, steps, notice, withdrawal. */
package org.shouwang.casefile;
