/** What makes the engine ours: one layer round its doors that checks, projects and keeps personal data out of it. */
package org.shouwang.engine;
