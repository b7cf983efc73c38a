export const THEME_KEY = 'rostrum.theme';

/** Runs before the first paint, so that a remembered theme never flashes. Everything else follows the system. */
export const themeScript = `try{var t=localStorage.getItem('${THEME_KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`;
