"""Greets whoever arrives."""
import host

@host.on('arrive')
def greet(event):
    event.reply('hello, ' + event.who)
