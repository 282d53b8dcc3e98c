/** The page and the API of the message box. */
package org.shouwang.message.web;
