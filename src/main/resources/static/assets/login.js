// The part of the address behind # never reaches the server. The form takes it along, so that the user comes back to
// the same task.
document.querySelector('main form').action += window.location.hash;
