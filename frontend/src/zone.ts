// Suggests the zone of this device where the person has not chosen one yet.

const field = document.querySelector<HTMLSelectElement>("select[name=zone][data-suggest]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (field && [...field.options].some((option) => option.value === zone)) field.value = zone;
