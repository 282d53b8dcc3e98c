import {setUp} from './shouwang-common.js';
import {setUpDatePicker, translateForm} from './shouwang-forms.js';

setUpDatePicker();

// a second directive of this name runs beside Camunda's own on the same element
setUp('tasklist').directive('camTasklistFormCamunda', () => ({
  restrict: 'A',
  link(scope, element) {
    scope.$on('$destroy', translateForm(element[0]));
  }
}));
