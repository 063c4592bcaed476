# A subject that tells its observers what happens and does not keep them alive.
import weakref

class Subject:
    def __init__(self):
        self.handlers = []

    def subscribe(self, handler):
        # A bound method is made anew each time it is asked for, so a plain weak reference to one dies at once.
        self.handlers.append(weakref.WeakMethod(handler, self.handlers.remove))

    def publish(self, *event):
        for handler in list(self.handlers):
            handler()(*event)

class Window:
    def __init__(self, title):
        self.title = title

    def changed(self, what, value):
        print(f'  {self.title}: {what} is now {value}')

    def __del__(self):
        print(' ', self.title, 'closed')

subject = Subject()
main = Window('main')
side = Window('side')
subject.subscribe(main.changed)
subject.subscribe(side.changed)

print('both windows are open')
subject.publish('size', 10)
print('a plain reference to a bound method:', weakref.ref(main.changed))

print('the side window closes')
del side
subject.publish('size', 20)
print(len(subject.handlers), 'observer left')

print('a method held in a variable holds its window')
held = main.changed
del main
subject.publish('size', 30)
del held
subject.publish('size', 40)
print(len(subject.handlers), 'observers left')
