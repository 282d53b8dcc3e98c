/* Sends files one after the other with their progress, and shows the new list in place. Large photographs are made smaller first. */
(() => {
  // The list brings this script along each time it is shown.
  if (window.shouwangFiles) {
    return;
  }
  window.shouwangFiles = true;

  const MOST_BYTES = 10 * 1024 * 1024;
  const LARGE = 1500000;
  const LONGEST_SIDE = 2600;
  const QUALITY = 0.88;
  const TRIES = 4;

  /** Returns a photograph in a size in which a page of paper can be read well; anything else as it is. */
  async function smaller(file) {
    if (file.type !== 'image/jpeg' || file.size < LARGE) {
      return file;
    }
    try {
      const picture = await createImageBitmap(file, {imageOrientation: 'from-image'});
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', QUALITY));
      return blob && blob.size < file.size ? new File([blob], file.name, {type: 'image/jpeg'}) : file;
    } catch {
      return file;
    }
  }

  const sendOnce = (address, body, progress) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('HX-Request', 'true');
    request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    request.upload.onprogress = event => event.lengthComputable && progress(Math.round(event.loaded * 100 / event.total));
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Error('连接中断，请检查网络后再上传'));
    request.send(body);
  });

  async function send(address, body, progress) {
    for (let tried = 1; ; tried++) {
      const answer = await sendOnce(address, body, progress);
      if (answer.status !== 503 || tried === TRIES) {
        return answer;
      }
      await new Promise(done => setTimeout(done, 1000 * Number(answer.getResponseHeader('Retry-After') || 5)));
    }
  }

  function body(form, token, file) {
    const data = new FormData(form);
    data.delete('file');
    if (token) {
      data.set('_once', token);
    }
    data.append('file', file, file.name);
    return data;
  }

  async function upload(form, files) {
    const panel = form.closest('[data-files]');
    const progress = form.querySelector('[data-progress]');
    const button = form.querySelector('button');
    const wrong = [];
    let added = 0;
    let token = null;
    let latest = null;
    button.disabled = true;
    for (const [index, file] of files.entries()) {
      const name = `${index + 1}/${files.length} ${file.name}`;
      progress.textContent = `正在上传 ${name}`;
      try {
        const sent = await smaller(file);
        if (sent.size > MOST_BYTES) {
          throw new Error('文件超过10MB，请压缩图片或分成几个文件上传');
        }
        const answer = await send(form.action, body(form, token, sent), part => {
          progress.textContent = part < 100 ? `正在上传 ${name}：${part}%` : `正在检查 ${name}`;
        });
        const shown = new DOMParser().parseFromString(answer.responseText, 'text/html');
        const list = shown.querySelector('[data-files]');
        const errors = [...shown.querySelectorAll('[data-errors] li')].map(item => item.textContent);
        if (list) {
          latest = list;
          token = list.querySelector('[name=_once]')?.value ?? token;
        }
        if (list && !errors.length) {
          added++;
        } else {
          wrong.push(...(errors.length ? errors : [`${file.name}：${shown.querySelector('[role=alert]')?.textContent.trim() || '没有上传，请刷新页面后再试'}`]));
        }
      } catch (error) {
        wrong.push(`${file.name}：${error.message}`);
      }
    }
    show(panel, latest, form, added, wrong);
  }

  function show(panel, latest, form, added, wrong) {
    const kind = form.elements.kind.value;
    form.querySelector('button').disabled = false;
    form.querySelector('[data-progress]').textContent = '';
    const list = latest ? document.adoptNode(latest) : panel;
    if (latest) {
      panel.replaceWith(list);
    }
    list.querySelectorAll('.message').forEach(old => old.remove());
    const add = (className, role, texts) => {
      const message = document.createElement('div');
      message.className = `message ${className}`;
      message.setAttribute('role', role);
      message.append(...texts.map(text => Object.assign(document.createElement('p'), {textContent: text})));
      list.prepend(message);
    };
    if (wrong.length) {
      add('bad', 'alert', ['没有上传：', ...wrong]);
    }
    if (added) {
      add('good', 'status', [`已上传 ${added} 份材料。`]);
    }
    const select = list.querySelector('[name=kind]');
    if (select) {
      select.value = wrong.length ? kind : '';
    }
    list.dispatchEvent(new CustomEvent('shouwang:files', {bubbles: true, detail: {added}}));
  }

  document.addEventListener('submit', event => {
    const form = event.target.closest('form[data-upload]');
    const files = form ? [...form.querySelectorAll('input[type=file]')].flatMap(input => [...input.files]) : [];
    if (files.length) {
      event.preventDefault();
      upload(form, files);
    }
  });
})();
