/** Who is there, with which post, and what he or she may see. */
package org.shouwang.security;
