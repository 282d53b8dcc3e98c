/** The parts that all cases share, whatever their process: file, status, steps, notice and withdrawal. */
package org.shouwang.casefile;
