// What pages do beyond links and forms: keys, times in the viewer's zone, and news without a reload. All works without it.
'use strict';
(() => {
  // ---- Times: how long ago, kept true; the viewer's zone, and UTC, on hover.
  const zone = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'long'});
  const exact = new Intl.DateTimeFormat(undefined,
      {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
  const UNITS = [[86400000, 'd', 3600000, 'h'], [3600000, 'h', 60000, 'min'], [60000, 'min', 1000, 's']];

  /** As the server says it: a count of the largest unit of which there are two, rounded up. */
  function rough(millis) {
    const unit = UNITS.find((one) => millis >= 2 * one[0]);
    return unit ? parts(Math.ceil(millis / unit[0]) * unit[0])
        : Math.ceil(Math.max(1000, millis) / 1000) + '\u00a0s';
  }

  function parts(millis) {
    const [large, largeName, small, smallName] = UNITS.find((one) => millis >= one[0]);
    const rest = Math.floor(millis % large / small);
    return Math.floor(millis / large) + '\u00a0' + largeName + (rest ? ' ' + rest + '\u00a0' + smallName : '');
  }

  function tellTime(time) {
    const then = new Date(time.dateTime);
    if (isNaN(then)) {
      return;
    }
    if (!time.dataset.told) {
      time.dataset.told = time.textContent === time.title ? 'exact' : 'ago';
      time.title = zone.format(then) + '\n' + time.title;
    }
    const passed = Date.now() - then;
    time.textContent = time.dataset.told === 'exact' ? exact.format(then)
        : passed < -2000 ? 'in ' + rough(-passed)
        : passed < 2000 ? 'just now' : rough(passed) + ' ago';
  }

  const tellTimes = (within) => within.querySelectorAll('time[datetime]').forEach(tellTime);

  // ---- Keys. data-key: clicks it. data-rows, data-row: j and k move, enter opens. data-go: g and the key goes there.
  const typing = (e) => e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName)
      && !/^(checkbox|radio|button|submit)$/.test(e.type);
  const shown = (e) => e.getClientRects().length > 0 && !e.disabled;
  let going = 0;
  // A form that is under way is not sent twice.
  let leaving = false;
  document.addEventListener('submit', () => { leaving = true; });
  window.addEventListener('pageshow', () => { leaving = false; });

  function move(step) {
    const rows = [...document.querySelectorAll('[data-rows] [data-row]')].filter(shown);
    if (rows.length === 0) {
      return;
    }
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1)
        : Math.min(rows.length - 1, Math.max(0, here + step))];
    row.tabIndex = -1;
    row.focus();
    row.scrollIntoView({block: 'nearest'});
  }

  function open() {
    const here = document.activeElement;
    const link = here && here.matches('[data-row]') && here.querySelector('a[href]');
    if (link) {
      link.click();
    }
    return Boolean(link);
  }

  function help() {
    const list = document.getElementById('keys-list');
    list.replaceChildren();
    const say = (key, what) => {
      const name = document.createElement('dt');
      const mark = document.createElement('kbd');
      mark.textContent = key;
      name.append(mark);
      const words = document.createElement('dd');
      words.textContent = what;
      const row = document.createElement('div');
      row.append(name, words);
      list.append(row);
    };
    say('/', 'Search');
    if (document.querySelector('[data-rows] [data-row]')) {
      say('j k', 'Next and previous row');
      say('enter', 'Open the row');
    }
    const told = new Set();
    document.querySelectorAll('[data-key]').forEach((e) => {
      if (shown(e) && !told.has(e.dataset.key)) {
        told.add(e.dataset.key);
        say(e.dataset.key, e.dataset.keyName || e.textContent.trim());
      }
    });
    document.querySelectorAll('[data-go]').forEach((e) => {
      if (e.dataset.go) {
        say('g ' + e.dataset.go, e.firstElementChild.textContent);
      }
    });
    say('?', 'These keys');
    document.getElementById('keys').showModal();
  }

  function go(key) {
    const place = document.querySelector('[data-go="' + CSS.escape(key) + '"]');
    if (place) {
      place.click();
    }
    return Boolean(place);
  }

  /** Whether the key meant something. */
  function act(key) {
    if (Date.now() - going < 1500) {
      going = 0;
      return go(key);
    }
    switch (key) {
      case 'g': going = Date.now(); return true;
      case 'j': move(1); return true;
      case 'k': move(-1); return true;
      case '/': document.getElementById('search').focus(); return true;
      case '?': help(); return true;
      case 'Enter': return open();
      default: {
        const on = [...document.querySelectorAll('[data-key="' + CSS.escape(key) + '"]')].find(shown);
        if (on && !leaving) {
          on.click();
        }
        return Boolean(on);
      }
    }
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.key.length === 1 && !/[jk]/.test(event.key)) {
      return;
    }
    if (typing(event.target)) {
      if (event.key === 'Escape') {
        event.target.blur();
      }
      return;
    }
    if (document.querySelector('dialog[open]')) {
      return;
    }
    if (act(event.key)) {
      event.preventDefault();
    }
  });

  // ---- News. The server says what is new; what shows it (hx-trigger="incidents from:body") asks for itself again.
  const AWAKE_MILLIS = 10 * 60 * 1000;
  const APART_MILLIS = 5000;
  const news = document.getElementById('news');
  const due = new Map();
  let stream = null;
  let active = Date.now();
  let quietUntil = 0;
  let refusals = 0;

  /** A part is not taken from under somebody who is at work in it. */
  function inUse(part) {
    const on = document.activeElement;
    return on !== document.body && part.contains(on)
        || part.querySelector('details[open], input:checked:not([type=hidden])') !== null;
  }

  function say(words) {
    news.textContent = words;
    news.hidden = words === '';
  }

  function tell(name) {
    const last = due.get(name) || 0;
    const wait = Math.max(0, last + APART_MILLIS - Date.now());
    if (last <= Date.now()) {
      due.set(name, Date.now() + wait);
      setTimeout(() => document.body.dispatchEvent(new CustomEvent(name)), wait);
    }
  }

  function count(counts) {
    document.querySelectorAll('[data-count]').forEach((e) => {
      const n = counts[e.dataset.count];
      e.hidden = !n;
      e.textContent = n || '';
    });
  }

  function listen() {
    if (stream || document.hidden || Date.now() < quietUntil || Date.now() - active > AWAKE_MILLIS) {
      return;
    }
    stream = new EventSource('/live');
    stream.addEventListener('counts', (event) => count(JSON.parse(event.data)));
    stream.addEventListener('news', (event) => event.data.split(' ').forEach(tell));
    // The server ends it now and then, and a session ends: it begins again when somebody is there.
    stream.onerror = () => {
      rest();
      quietUntil = Date.now() + Math.min(60000, 3000 * 2 ** refusals++);
    };
    stream.onopen = () => { refusals = 0; };
  }

  function rest() {
    if (stream) {
      stream.close();
      stream = null;
    }
  }

  function awake() {
    active = Date.now();
  }

  document.body.addEventListener('htmx:beforeRequest', (event) => {
    const part = event.detail.elt;
    const by = event.detail.requestConfig.triggeringEvent;
    // What comes without being news, or because somebody opened the part, takes nothing away.
    if (by && (by.type === 'load' || by.type === 'toggle')) {
      return;
    }
    if (inUse(part)) {
      event.preventDefault();
      say('Something is new here. Reload the page to see it.');
    }
  });
  document.body.addEventListener('htmx:afterSwap', (event) => {
    say('');
    tellTimes(event.detail.elt.parentElement || document);
  });
  /** What was to come and does not. */
  function giveUp(part) {
    part.removeAttribute('aria-busy');
    part.querySelectorAll('.waiting').forEach((e) => { e.replaceWith('not counted'); });
  }

  document.body.addEventListener('htmx:responseError', (event) => giveUp(event.detail.elt));
  document.body.addEventListener('htmx:sendError', (event) => giveUp(event.detail.elt));
  document.body.addEventListener('htmx:responseError', () => say('The newest could not be asked for. Reload the page; you may have to sign in again.'));
  document.body.addEventListener('htmx:sendError', () => say('The server does not answer: what is shown may be old.'));
  ['pointermove', 'keydown', 'scroll', 'visibilitychange'].forEach((name) => document.addEventListener(name, awake, {passive: true}));

  tellTimes(document);
  setInterval(() => tellTimes(document), 30000);
  setInterval(() => {
    if (Date.now() - active > AWAKE_MILLIS) {
      rest();
    }
    listen();
  }, 3000);
  // Figures of which no news tells are asked for again while somebody is there.
  setInterval(() => {
    if (!document.hidden && Date.now() - active <= AWAKE_MILLIS) {
      tell('figures');
    }
  }, 15000);
  // A browser lets few streams be open at once: a window that is hidden has none.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      rest();
    } else {
      listen();
    }
  });
  listen();
})();
