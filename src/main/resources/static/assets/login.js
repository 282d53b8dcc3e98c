// What stands behind # never reaches the server: the form takes it along, so that one comes back to the same task.
document.querySelector('main form').action += window.location.hash;
