/*
 * Chinese for Camunda Forms (form-js and its date picker), whose own texts are fixed in English. Only elements of
 * form-js itself are changed, not the labels and other texts of the form's author.
 */

const TEXT = {
  'Add new': '新增一项',
  'Collapse': '收起',
  'Nothing to show.': '暂无内容',
  'No results': '没有匹配项',
  'All values selected': '已全部选择',
  'Select': '请选择',
  'Skip to search': '跳到查找',
  'No content to show.': '暂无可显示的内容',
  "External content couldn't be loaded.": '外部内容无法加载',
  'of': '/',
  'Field is required.': '此项必填。',
  'Field must be a valid email.': '请填写有效的电子邮箱地址。',
  'Value is not a number.': '请填写数字。',
  'Value is expected to be an integer.': '请填写整数。',
  'Date and time must both be entered.': '日期和时间须同时填写。'
};

const TEXT_PATTERNS = [
  [/^Expand all \((\d+)\)$/, '展开全部（$1）'],
  [/^Field must match pattern [\s\S]*$/, '填写格式不符合要求。'],
  [/^Field must have minimum value of (.+)\.$/, '不能小于 $1。'],
  [/^Field must have maximum value of (.+)\.$/, '不能大于 $1。'],
  [/^Field must have minimum length of (.+)\.$/, '至少填写 $1 个字符。'],
  [/^Field must have maximum length of (.+)\.$/, '最多填写 $1 个字符。'],
  [/^Field must be a valid\s+international phone number\..*$/, '请填写有效的电话号码（含国家代码，如 +8613800000000）。'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多保留 $1 位小数。'],
  [/^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/,
    '取值不符合要求，最接近的有效值是 $1 和 $2。']
];

const ATTRIBUTES = {
  'Search': '查找',
  'hh:mm': '时:分',
  'hh:mm ?m': '时:分 AM/PM',
  'Remove tag': '移除',
  'Increment': '增大',
  'Decrement': '减小',
  'Previous page': '上一页',
  'Next page': '下一页',
  'Click to remove sorting': '点击取消排序'
};

const ATTRIBUTE_PATTERNS = [
  [/^(?=.*yyyy)(?=.*mm)(?=.*dd)[ymd\W]+$/, '年-月-日'],
  [/^Remove list item (\d+)$/, '移除第 $1 项'],
  [/^Click to sort by ([\s\S]*) ascending$/, '点击按“$1”升序排列'],
  [/^Click to sort by ([\s\S]*) descending$/, '点击按“$1”降序排列']
];

const ATTRIBUTE_NAMES = ['placeholder', 'title', 'aria-label'];

// The text of these elements comes from form-js itself.
const OWN_TEXT = [
  '.fjs-form-field-error',
  '.fjs-repeat-render-add',
  '.fjs-repeat-render-collapse',
  '.fjs-table-nav-label',
  '.fjs-table-empty',
  '.fjs-table-td[colspan]',
  '.fjs-dropdownlist-empty',
  '.fjs-select-placeholder',
  '.fjs-skip-link',
  '.fjs-iframe-placeholder-text'
].join(',');

const OWN_ATTRIBUTES = [
  'input.fjs-input',
  'input.fjs-taglist-input',
  '.fjs-input-group input',
  '.fjs-taglist-tag-remove',
  '.fjs-number-arrow-container button',
  '.fjs-repeat-row-remove',
  '.fjs-table-th',
  '.fjs-table-nav-button'
].join(',');

function translate(text, words, patterns) {
  if (Object.prototype.hasOwnProperty.call(words, text)) {
    return words[text];
  }
  const pattern = patterns.find(([from]) => from.test(text));
  return pattern ? text.replace(pattern[0], pattern[1]) : text;
}

function translateText(node) {
  const text = node.data.trim();
  if (text && node.parentElement && node.parentElement.closest(OWN_TEXT)) {
    const chinese = translate(text, TEXT, TEXT_PATTERNS);
    if (chinese !== text) {
      node.data = node.data.split(text).join(chinese);
    }
  }
}

function translateAttributes(element) {
  // The browser must not remember what is typed here.
  if (element.matches('input, textarea') && element.autocomplete !== 'off') {
    element.autocomplete = 'off';
  }
  if (element.matches(OWN_ATTRIBUTES)) {
    ATTRIBUTE_NAMES.forEach(name => {
      const text = element.getAttribute(name);
      const chinese = text && translate(text, ATTRIBUTES, ATTRIBUTE_PATTERNS);
      if (chinese !== text) {
        element.setAttribute(name, chinese);
      }
    });
  }
}

function translateTree(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    translateText(node);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    translateAttributes(node);
    node.childNodes.forEach(translateTree);
  }
}

/** Keeps the form inside the element Chinese, and returns a function that stops this. */
export function translateForm(element) {
  const observer = new MutationObserver(mutations => mutations.forEach(mutation => {
    if (mutation.type === 'childList') {
      mutation.addedNodes.forEach(translateTree);
    } else if (mutation.type === 'characterData') {
      translateText(mutation.target);
    } else if (mutation.attributeName === 'class') {
      mutation.target.childNodes.forEach(translateTree);
    } else {
      translateAttributes(mutation.target);
    }
  }));
  translateTree(element);
  observer.observe(element, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...ATTRIBUTE_NAMES, 'class']
  });
  return () => observer.disconnect();
}

/**
 * Reads a day as people write it: 2025-3-8, 2025/3/8, 2025.3.8, 2025年3月8日, 20250308. Returns undefined if the text is
 * no day.
 */
export function parseDate(text) {
  const match = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/.exec(text) || /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (!match) {
    return undefined;
  }
  const [year, month, day] = match.slice(1).map(Number);
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
}

/** Sets up the date picker in Chinese and with the same date format in every browser. */
export function setUpDatePicker() {
  const flatpickr = window.flatpickr;
  if (!flatpickr || !flatpickr.localize) {
    return;
  }
  const days = ['日', '一', '二', '三', '四', '五', '六'];
  const months = Array.from({length: 12}, (_, i) => `${i + 1}月`);
  flatpickr.localize({
    weekdays: {shorthand: days, longhand: days.map(day => '星期' + day)},
    months: {shorthand: months, longhand: months},
    firstDayOfWeek: 1,
    ordinal: () => '',
    rangeSeparator: ' 至 ',
    weekAbbreviation: '周',
    scrollTitle: '滚动切换',
    toggleTitle: '点击切换',
    amPM: ['上午', '下午'],
    yearAriaLabel: '年',
    monthAriaLabel: '月',
    hourAriaLabel: '时',
    minuteAriaLabel: '分',
    time_24hr: true
  });
  flatpickr.setDefaults({
    plugins: [picker => {
      picker.config.dateFormat = 'Y-m-d';
      picker.config.parseDate = parseDate;
      return {};
    }]
  });
}
