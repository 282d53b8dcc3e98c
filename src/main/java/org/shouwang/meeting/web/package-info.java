/** The pages and addresses of village meetings. */
package org.shouwang.meeting.web;
