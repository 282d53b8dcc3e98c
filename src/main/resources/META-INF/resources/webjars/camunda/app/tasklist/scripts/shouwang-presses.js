/*
 * Keeps presses of the mouse that form-js, or the browser while a form moves, would lose.
 *
 * form-js opens or closes a drop-down by inverting what it drew last. On a slow computer that is an old state, so that
 * the press that should open the list closes it. The list also opens by itself when the window comes to the front
 * again, so that the next press closes it.
 *
 * Pressing the mouse takes the focus from the field before, whose error line then appears or disappears and moves the
 * form. When the mouse is released, the button, box or label is no longer under it, and the browser reports no click.
 */

const STILL = 6;
const PRESSABLE = 'label, button, a[href], input, [ng-click]';

function drawDropDown(press) {
  const group = press.target.closest && press.target.closest('.fjs-form-field-select .fjs-input-group');
  const input = group && group.querySelector('.fjs-select-hidden-input');
  if (press.button !== 0 || !input || press.target.closest('.fjs-select-cross')
    || group.closest('.fjs-disabled, .fjs-readonly, .disabled')) {
    return;
  }
  press.preventDefault();
  press.stopPropagation();
  const shown = group.parentElement.querySelector('.fjs-dropdownlist') !== null;
  if (document.activeElement !== input) {
    input.focus();
  } else if (shown) {
    input.blur();
  } else {
    // The field has the focus already, and form-js opens the list when it gets the event.
    ['focus', 'focusin'].forEach(type => input.dispatchEvent(new FocusEvent(type, {bubbles: type === 'focusin'})));
  }
}

function closeDropDownWithWindow() {
  if (document.activeElement && document.activeElement.matches('.fjs-select-hidden-input')) {
    document.activeElement.blur();
  }
}

let pressed = null;

function remember(press) {
  const element = press.target.closest && press.target.closest(PRESSABLE);
  pressed = press.button === 0 && element && document.querySelector('.fjs-container')
    ? {element, x: press.clientX, y: press.clientY} : null;
}

function clickWhatWasPressed(release) {
  const {element, x, y} = pressed || {};
  pressed = null;
  if (element && element.isConnected && !element.contains(release.target) && release.target !== element
    && Math.abs(release.clientX - x) < STILL && Math.abs(release.clientY - y) < STILL) {
    element.click();
  }
}

/** Corrects both faults for the whole page. */
export function keepPresses() {
  document.addEventListener('mousedown', remember, true);
  document.addEventListener('mousedown', drawDropDown, true);
  document.addEventListener('mouseup', clickWhatWasPressed, true);
  window.addEventListener('blur', closeDropDownWithWindow);
}
