/** Pages and REST interface of authorisations. */
package org.shouwang.authorisation.web;
