"""Answers in capitals, with a counter that lives as long as the plugin."""
import host
from .text import loud

seen = host.Counter(name='shout')

@host.on('say')
def shout(event):
    seen.value += 1
    event.reply(loud(event.text, seen.value))

@host.on('bye')
def bye(event):
    raise KeyError(event.who)
