(()=>{let mode="auto";try{mode=localStorage.getItem("press-mode")||mode;}catch{}
const dark=mode==="auto"?matchMedia("(prefers-color-scheme: dark)").matches:mode==="dark";Object.assign(document.documentElement.dataset,{mode,theme:dark?"dark":"light"});})();
(()=>{const MODES=["auto","light","dark"];const root=document.documentElement;const system=matchMedia("(prefers-color-scheme: dark)");const buttons=document.querySelectorAll(".press-mode");function remember(mode){try{localStorage.setItem("press-mode",mode);}catch{}}
function paint(mode){root.dataset.mode=mode;root.dataset.theme=mode==="auto"?(system.matches?"dark":"light"):mode;for(const button of buttons){button.dataset.name??=button.getAttribute("aria-label");button.title=`${button.dataset.name}: ${button.dataset[mode]}`;button.setAttribute("aria-label",button.title);}}
for(const button of buttons){button.addEventListener("click",()=>{const mode=MODES[(MODES.indexOf(root.dataset.mode)+1)%MODES.length];remember(mode);paint(mode);});}
system.addEventListener("change",()=>paint(root.dataset.mode));function recall(){let mode=root.dataset.mode;try{mode=localStorage.getItem("press-mode")??mode;}catch{}
paint(MODES.includes(mode)?mode:"auto");}
for(const sign of["storage","pageshow"])addEventListener(sign,recall);recall();})();