/** 帮扶：who is responsible for a household, what is planned for it, and what becomes of it (AS-1 to AS-4). */
package org.shouwang.assistance;
