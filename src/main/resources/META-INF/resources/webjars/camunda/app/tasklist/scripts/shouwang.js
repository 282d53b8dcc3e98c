import './shouwang-claims.js';
import {setUp} from './shouwang-common.js';
import {setUpDatePicker, translateForm} from './shouwang-forms.js';

const TIME_TO_SHOW_ERRORS = 50;

/**
 * Camunda counts the errors of a repeated group even when there are none: form-js leaves an empty list behind for each
 * field of a row, and the form could never be submitted. What the form shows decides instead.
 */
function countShownErrorsOnly(container, form) {
  const notify = form.notifyFormValidated;
  form.notifyFormValidated = invalid => {
    if (!invalid) {
      notify(false);
      return;
    }
    setTimeout(() => {
      const shown = container.querySelector('.fjs-form');
      notify(!shown || shown.querySelector('.fjs-form-field-error') !== null);
    }, TIME_TO_SHOW_ERRORS);
  };
}

setUpDatePicker();

// a second directive of this name runs beside Camunda's own on the same element
setUp('tasklist').directive('camTasklistFormCamunda', () => ({
  restrict: 'A',
  require: '^camTasklistForm',
  link(scope, element, attributes, form) {
    scope.$on('$destroy', translateForm(element[0]));
    countShownErrorsOnly(element[0], form);
  }
}));
