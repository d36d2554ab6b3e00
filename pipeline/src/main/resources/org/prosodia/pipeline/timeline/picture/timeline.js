'use strict';
// A line under the pointer and what the emotions are there. Text goes in as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const figure = document.getElementById('picture');
  const svg = figure.querySelector('svg');
  const readout = document.getElementById('readout');
  const size = data.emotions.length;
  const cursor = document.createElementNS('http://www.w3.org/2000/svg', 'line');
  for (const [name, value] of Object.entries({ y1: data.top, y2: data.bottom, stroke: '#1f2733', 'stroke-width': 1, visibility: 'hidden' })) {
    cursor.setAttribute(name, value);
  }
  svg.appendChild(cursor);

  // Index of the point nearest in time, by bisection.
  function nearest(time) {
    let low = 0;
    let high = data.times.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (data.times[middle] <= time) { low = middle; } else { high = middle; }
    }
    return time - data.times[low] <= data.times[high] - time ? low : high;
  }

  function clock(seconds) {
    if (data.seconds < 120) { return seconds.toFixed(2) + ' s'; }
    const hours = Math.floor(seconds / 3600);
    const minutes = String(Math.floor(seconds / 60) % 60).padStart(hours ? 2 : 1, '0');
    return (hours ? hours + ':' : '') + minutes + ':' + String(Math.floor(seconds % 60)).padStart(2, '0');
  }

  function row(colour, name, value) {
    const line = document.createElement('div');
    const label = document.createElement('span');
    if (colour) {
      const swatch = document.createElement('span');
      swatch.className = 'swatch';
      swatch.style.background = colour;
      label.append(swatch);
    }
    label.append(name);
    const number = document.createElement('span');
    number.textContent = value;
    line.append(label, number);
    return line;
  }

  function hide() {
    readout.hidden = true;
    cursor.setAttribute('visibility', 'hidden');
  }

  function show(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const share = (point.x - data.left) / data.width;
    if (share < 0 || share > 1 || point.y < data.top || point.y > data.bottom) { hide(); return; }
    const time = share * data.seconds;
    const i = nearest(time);
    const title = document.createElement('b');
    title.textContent = clock(time);
    readout.replaceChildren(title);
    for (let k = size - 1; k >= 0; k--) {
      const value = data.rows[i * size + k];
      readout.append(row(data.colours[k], data.emotions[k], data.mixture ? (100 * value).toFixed(1) + ' %' : value.toFixed(3)));
    }
    if (data.certainty.length) { readout.append(row(null, 'certainty α₀', data.certainty[i].toFixed(2))); }
    cursor.setAttribute('x1', point.x);
    cursor.setAttribute('x2', point.x);
    cursor.setAttribute('visibility', 'visible');
    readout.hidden = false;
    const box = figure.getBoundingClientRect();
    const x = event.clientX - box.left;
    readout.style.left = (share < 0.6 ? x + 16 : x - readout.offsetWidth - 16) + 'px';
    readout.style.top = Math.max(0, Math.min(event.clientY - box.top - 20, box.height - readout.offsetHeight)) + 'px';
  }

  figure.addEventListener('pointermove', show);
  figure.addEventListener('pointerleave', hide);
})();
