/*
 * Presses that form-js, or the browser over a form that moves, would lose.
 *
 * form-js opens and closes a drop-down by turning round what it drew last. On a slow computer that is the picture of a
 * moment ago, so that the list is closed by the very press that should open it; and it opens by itself when the window
 * comes to the front again, so that the next press closes it.
 *
 * Pressing the mouse takes the focus from the field before, whose error line then comes or goes and moves the form. The
 * button, box or label is not under the mouse any more when it is let go, and the browser reports no click on it.
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
    // The focus is here already: form-js opens the list when it hears of it.
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

/** Mends both for the whole page. */
export function keepPresses() {
  document.addEventListener('mousedown', remember, true);
  document.addEventListener('mousedown', drawDropDown, true);
  document.addEventListener('mouseup', clickWhatWasPressed, true);
  window.addEventListener('blur', closeDropDownWithWindow);
}
