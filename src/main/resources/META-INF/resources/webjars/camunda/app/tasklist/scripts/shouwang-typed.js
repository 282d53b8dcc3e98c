/*
 * Reads what people type into the fields for numbers and days of Camunda Forms.
 *
 * form-js takes a comma for a decimal point, drops signs while they are typed, shows "NaN" for other text, and loses
 * the last digit of a number that is typed over itself; its date picker empties a day that it cannot read. Here a
 * number is typed freely and read as a whole when the user leaves the field, as offices write it (26,000, 1.2万, 12000元,
 * full-width). Text that cannot be read is an error at the field, and the form is not sent.
 */

import {parseDate} from './shouwang-forms.js';
import {serviceOf} from './shouwang-input.js';

const NUMBER = '.fjs-form-field-number input.fjs-input';
const DAY = '.fjs-form-field-datetime input.flatpickr-input';
const ERROR = 'sw-typed-error';
const TEN_THOUSAND = 4;

/**
 * Returns a number in plain decimals, or undefined if the text is no number. The function works on the text, so that
 * nothing is rounded.
 */
function plainNumber(text) {
  const typed = text.normalize('NFKC').replace(/[\s\u200b-\u200d\ufeff]/g, '');
  const [, sign, digits, unit] = /^¥?([-−]?)([\d.,]*?)(万元|万|元)?$/.exec(typed) || [];
  if (!digits) {
    return undefined;
  }
  const whole = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replace(/,/g, '') : digits;
  if (!/^(\d+\.?\d*|\.\d+)$/.test(whole)) {
    return undefined;
  }
  let [before, after = ''] = whole.split('.');
  if (unit && unit.startsWith('万')) {
    after = after.padEnd(TEN_THOUSAND, '0');
    before += after.slice(0, TEN_THOUSAND);
    after = after.slice(TEN_THOUSAND);
  }
  before = before.replace(/^0+(?=\d)/, '') || '0';
  after = after.replace(/0+$/, '');
  return (sign ? '-' : '') + before + (after ? '.' + after : '');
}

function forget(input) {
  const field = input.closest('.fjs-form-field');
  field.querySelectorAll('.' + ERROR).forEach(error => error.remove());
}

function say(input, text) {
  forget(input);
  const error = document.createElement('div');
  error.className = `fjs-form-field-error ${ERROR}`;
  error.setAttribute('role', 'alert');
  error.textContent = text;
  input.closest('.fjs-form-field').append(error);
}

/** Tells whether the form has typed text that could not be read. */
export function hasUnread(container) {
  return container.querySelector('.' + ERROR) !== null;
}

/** Reads the typed text in the form inside the element, and returns a function that stops this. */
export function readTyped(element) {
  // The maps hold, by field: the value before the first input, the fields whose number is being typed, and the typed
  // days.
  const first = new WeakMap();
  const typing = new WeakSet();
  const days = new WeakMap();
  let telling = false;

  function tell(input, value) {
    input.value = value;
    telling = true;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    telling = false;
  }

  function readNumber(input) {
    if (!typing.has(input)) {
      return;
    }
    typing.delete(input);
    const text = input.value.trim();
    const number = plainNumber(text);
    if (number !== undefined) {
      tell(input, number);
    } else if (text) {
      say(input, `“${text}”不是数字，没有采用。请写成 12000、12,000.50 或 1.2万。`);
    } else if (first.get(input)) {
      say(input, '这里原有数字，不能留空。没有这一项请填 0。');
    } else {
      tell(input, '');
    }
  }

  function readDay(input) {
    const text = days.get(input);
    days.delete(input);
    if (text && !parseDate(text)) {
      say(input, `“${text}”不是完整的日期，没有采用。请写成 2026-03-08。`);
    }
  }

  const listeners = {
    focus({target}) {
      // With a delay, the form would write an old value over the next one.
      const config = serviceOf(element, 'config');
      if (config) {
        config.debounce = false;
      }
      if (target.matches(NUMBER) && !first.has(target)) {
        first.set(target, target.value);
      }
    },
    input(event) {
      const {target} = event;
      if (target.matches(NUMBER) && !telling) {
        event.stopPropagation();
        typing.add(target);
        forget(target);
      } else if (target.matches(DAY) && (event.isTrusted || target.value)) {
        days.set(target, target.value.trim());
        forget(target);
      }
    },
    keypress(event) {
      if (event.target.matches(NUMBER)) {
        event.stopPropagation();
      }
    },
    paste(event) {
      if (event.target.matches(NUMBER)) {
        event.stopPropagation();
      }
    },
    keydown(event) {
      if (!event.target.matches(NUMBER)) {
        return;
      }
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown' || event.key === 'Backspace' || event.key === 'Delete') {
        event.stopPropagation();
      } else if (event.key === 'Enter') {
        readNumber(event.target);
      }
    },
    blur({target}) {
      if (target.matches(NUMBER)) {
        readNumber(target);
      } else if (target.matches(DAY)) {
        readDay(target);
      }
    }
  };
  Object.entries(listeners).forEach(([type, listener]) => element.addEventListener(type, listener, true));
  return () => Object.entries(listeners).forEach(([type, listener]) => element.removeEventListener(type, listener, true));
}
