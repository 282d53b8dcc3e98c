import {setUp} from '../../tasklist/scripts/shouwang-common.js';

setUp('admin', {keepEnglishErrors: true});
