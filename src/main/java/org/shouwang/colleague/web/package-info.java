/** The pages and the API of what colleagues do for each other. */
package org.shouwang.colleague.web;
