/** What may be called at the engine's REST doors. */
package org.shouwang.engine.web;
