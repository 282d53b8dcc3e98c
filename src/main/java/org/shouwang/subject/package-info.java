/**
 * The subjects of limits, messages and urgings. Modules with such subjects, for example cases and problems, offer them here,
 * so that the code that names a subject to people need not know the modules.
 */
package org.shouwang.subject;
