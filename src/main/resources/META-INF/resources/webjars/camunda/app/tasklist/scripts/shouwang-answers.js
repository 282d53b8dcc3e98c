/*
 * Shows the server's answer to a form that was sent. After a success, the next steps stand at the top of the page and
 * stay there, whatever Tasklist shows, until the user begins with the next form. Errors stand beside the button that
 * was pressed and at their fields, and disappear with the form.
 */

import {readableError} from './shouwang-common.js';
import {formOf} from './shouwang-input.js';
import {hasUnread} from './shouwang-typed.js';

// Tasklist shows no message of its own for an error with this text.
const SAID = {message: 'camForm submission prevented'};
const TIME_TO_DRAW = 60;
/** The number of errors that are listed at once. The others are one press away, and also stand at their fields. */
const FIRST_ERRORS = 6;

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text) {
    made.textContent = text;
  }
  return made;
}

// ---- success -------------------------------------------------------------------

function sayDone(done, next) {
  const word = element('div', 'sw-done');
  word.setAttribute('role', 'status');
  const text = element('p', 'sw-done-text', next ? next.text.replace(/^已办结/, done) : done);
  word.append(text);
  if (next) {
    const about = element('p', 'sw-done-case', next.about + ' ');
    next.steps.filter(step => step.taskId).forEach(step => {
      const link = element('a', '', `办理“${step.name}”`);
      link.href = '#/?task=' + step.taskId;
      about.append(link);
    });
    word.append(about);
  }
  const close = element('button', 'sw-done-close', '×');
  close.type = 'button';
  close.setAttribute('aria-label', '关闭提示');
  close.addEventListener('click', () => word.remove());
  word.append(close);
  forgetDone();
  document.body.append(word);
}

function forgetDone() {
  document.querySelectorAll('.sw-done').forEach(word => word.remove());
}

document.addEventListener('focusin', event => {
  if (event.target.closest('.fjs-form')) {
    forgetDone();
  }
});

async function tellNext(done, address) {
  sayDone(done);
  try {
    const answer = await fetch(address, {headers: {Accept: 'application/json'}});
    if (answer.ok) {
      sayDone(done, await answer.json());
    }
  } catch (error) {
    console.warn(error);
  }
}

// ---- errors --------------------------------------------------------------------

/**
 * Finds the field of an error such as "members[0].idNumber" among the form's components. Returns the field's id and the
 * numbers of the rows from the outside in.
 */
function find(components, path) {
  const [, key, row, rest] = /^([^[.]+)(?:\[(\d+)\]\.(.+))?$/.exec(path) || [];
  for (const component of components || []) {
    if (component.key === key && row === undefined) {
      return {id: component.id, rows: []};
    }
    if (component.path === key && row !== undefined) {
      const inner = find(component.components, rest);
      return inner && {id: inner.id, rows: [Number(row), ...inner.rows]};
    }
    const nested = !component.path && find(component.components, path);
    if (nested) {
      return nested;
    }
  }
  return null;
}

/** Shows the server's errors where form-js shows its own. Each error disappears when its field is changed. */
function showAtFields(form, errors) {
  const shown = {};
  errors.forEach(error => {
    const field = find(form._getState().schema.components, error.field);
    if (field) {
      const path = [field.id, ...field.rows];
      const last = path.pop();
      const place = path.reduce((parent, key) => (parent[key] = parent[key] || {}), shown);
      place[last] = [...place[last] || [], error.message];
    }
  });
  form._setState({errors: shown});
}

function labelOf(field) {
  const label = field.querySelector('.fjs-form-field-label');
  const text = label ? label.firstChild && label.firstChild.textContent || label.textContent : '';
  return text.replace(/\*/g, '').trim();
}

function jumpTo(field) {
  const input = field.querySelector('input:not([disabled]), textarea, select');
  field.scrollIntoView({block: 'center'});
  if (input) {
    input.focus({preventScroll: true});
  }
}

/** Tells whether an error of the server is the message at a field. */
const sameError = (error, label, message) => error.label.endsWith(label) && error.message === message;

function showBeside(box, title, errors) {
  const fields = [...box.parentElement.querySelectorAll('.fjs-form-field-error')].map(shown => {
    const field = shown.closest('.fjs-form-field');
    return {field, label: labelOf(field), message: shown.textContent.trim()};
  });
  const list = element('ul', '');
  fields.forEach(({field, label, message}) => {
    const known = errors.find(error => sameError(error, label, message));
    const jump = element('button', 'btn-link', `“${known ? known.label : label}”${message}`);
    jump.type = 'button';
    jump.addEventListener('click', () => jumpTo(field));
    const item = element('li', '');
    item.append(jump);
    list.append(item);
  });
  errors.filter(error => !fields.some(({label, message}) => sameError(error, label, message)))
    .forEach(error => list.append(element('li', '', `“${error.label}”${error.message}`)));
  const amount = list.children.length;
  const more = amount > FIRST_ERRORS + 1;
  box.replaceChildren(element('strong', '', !amount ? title : more ? `未能提交，共有 ${amount} 处要改，都已在各栏标明：` : '未能提交，请核对：'));
  if (amount) {
    box.append(list);
  }
  if (more) {
    const rest = element('ul', '');
    rest.append(...[...list.children].slice(FIRST_ERRORS));
    const others = element('details', '');
    others.append(element('summary', '', `其余 ${rest.children.length} 处`), rest);
    box.append(others);
  }
  box.hidden = false;
  box.scrollIntoView({block: 'center'});
}

function showErrors(container, box, error) {
  const body = error.response && error.response.body || {};
  const errors = body.errors || [];
  const form = formOf(container);
  if (form && errors.length) {
    showAtFields(form, errors);
  }
  setTimeout(() => {
    if (container.isConnected) {
      container.append(box);
      showBeside(box, readableError(error.message) || '未能提交，请按红字提示核对填写内容。', errors);
    }
  }, TIME_TO_DRAW);
}

/**
 * Shows the answers for one form at the place where the user looks. This function has to run before the form itself is
 * set up.
 *
 * @param container the element in which the form is drawn
 * @param form      Tasklist's controller of the form
 * @param sent      a function that is called when the server has accepted the form
 */
export function answerForm(container, form, sent) {
  const box = element('div', 'sw-errors');
  box.setAttribute('role', 'alert');
  box.hidden = true;
  const forgetErrors = () => (box.hidden = true);

  // Otherwise the button is disabled as long as a field is wrong, and for a moment after the field was corrected. A
  // form with errors may be sent, and then shows the errors at every field.
  const notify = form.notifyFormValidated;
  form.notifyFormValidated = () => notify.call(form, Boolean((form.getTasklistForm() || {}).$error));

  const register = form.registerCompletionHandler;
  form.registerCompletionHandler = complete => register.call(form, callback => {
    const {taskId} = form.getParams();
    forgetErrors();
    forgetDone();
    if (hasUnread(container)) {
      showErrors(container, box, {});
      callback(SAID);
      return;
    }
    complete((error, result) => {
      if (error) {
        showErrors(container, box, error);
        callback(SAID);
        return;
      }
      sent();
      callback(null, result);
      // On a phone the list appears at the place to which the form was scrolled.
      setTimeout(() => document.querySelectorAll('.page-wrap').forEach(page => (page.scrollTop = 0)), TIME_TO_DRAW);
      if (taskId) {
        tellNext('已办结', `/api/tasks/${taskId}/next-steps`);
      } else {
        tellNext('已发起', `/api/cases/${encodeURIComponent(result.businessKey)}/next-steps`);
      }
    });
  });
}

/** Removes the error messages of a task when another task is shown. */
export function forgetErrorsWithTask(module) {
  module.run(['$rootScope', 'Notifications', (root, notifications) => {
    const taskOf = address => (/[?&]task=([^&]*)/.exec(address) || [])[1];
    root.$on('$locationChangeSuccess', (event, to, from) => {
      if (taskOf(to) !== taskOf(from)) {
        notifications.notifications.filter(each => each.type === 'danger').forEach(each => {
          delete each.scope;
          notifications.clear(each);
        });
      }
    });
  }]);
}
