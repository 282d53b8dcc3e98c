import './shouwang-claims.js';
import {setUp} from './shouwang-common.js';
import {setUpDatePicker, translateForm} from './shouwang-forms.js';
import {setUpFiles} from './shouwang-files.js';
import {answerForm, forgetErrorsWithTask} from './shouwang-answers.js';
import {guardInput, watchInput} from './shouwang-input.js';
import {keepPresses} from './shouwang-presses.js';
import {setUpTasks} from './shouwang-tasks.js';
import {readTyped} from './shouwang-typed.js';

setUpDatePicker();
keepPresses();

const tasklist = setUp('tasklist');
guardInput(tasklist);
forgetErrorsWithTask(tasklist);
setUpTasks(tasklist);
setUpFiles(tasklist);

// A second directive of this name runs beside Camunda's own on the same element.
tasklist.directive('camTasklistFormCamunda', () => ({
  restrict: 'A',
  require: '^camTasklistForm',
  link: {
    pre(scope, element, attributes, form) {
      const input = watchInput(element[0], scope);
      scope.$on('$destroy', input.stop);
      scope.$on('$destroy', translateForm(element[0]));
      scope.$on('$destroy', readTyped(element[0]));
      answerForm(element[0], form, input.sent);
    }
  }
}));
