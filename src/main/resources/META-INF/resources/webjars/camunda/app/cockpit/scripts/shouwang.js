import {setUp} from '../../tasklist/scripts/shouwang-common.js';

setUp('cockpit', {keepEnglishErrors: true});
