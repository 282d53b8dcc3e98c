/** Tables that leave the product as files: how they are written, and those that take so long that somebody waits for them. */
package org.shouwang.export;
