# simulation: an event queue over a heap written by hand, state machines, messages
class Queue:
    def __init__(self):
        self.items = []
        self.count = 0

    def put(self, time, event):
        self.count += 1
        items = self.items
        items.append((time, self.count, event))
        i = len(items) - 1
        while i and items[i] < items[(i - 1) >> 1]:
            parent = (i - 1) >> 1
            items[i], items[parent] = items[parent], items[i]
            i = parent

    def get(self):
        items = self.items
        first, last = items[0], items.pop()
        if items:
            items[0] = last
            i, n = 0, len(items)
            while True:
                child = 2 * i + 1
                if child >= n:
                    break
                if child + 1 < n and items[child + 1] < items[child]:
                    child += 1
                if items[i] <= items[child]:
                    break
                items[i], items[child] = items[child], items[i]
                i = child
        return first

class Rider:
    def __init__(self, number, start, goal, time):
        self.number, self.start, self.goal, self.time = number, start, goal, time

class Car:
    def __init__(self, world):
        self.world, self.floor, self.riders, self.way = world, 0, [], 1

    def step(self, time):
        world = self.world
        stay = []
        for rider in self.riders:
            if rider.goal == self.floor:
                world.arrived(rider, time)
            else:
                stay.append(rider)
        self.riders = stay
        waiting = world.waiting[self.floor]
        while waiting and len(self.riders) < 6:
            self.riders.append(waiting.pop(0))
        if self.floor + self.way not in world.floors:
            self.way = -self.way
        self.floor += self.way
        if time < world.end:
            world.queue.put(time + 2 + len(self.riders) // 2, self.step)

class World:
    def __init__(self, floors, cars, end):
        self.floors, self.end = range(floors), end
        self.waiting = [[] for _ in self.floors]
        self.queue = Queue()
        self.seed = 17
        self.done = self.waited = self.made = 0
        for i in range(cars):
            self.queue.put(i, Car(self).step)
        self.queue.put(0, self.arrive)

    def random(self, n):
        self.seed = self.seed * 1103515245 + 12345 & 0x7fffffff
        return (self.seed >> 8) % n

    def arrive(self, time):
        start, goal = self.random(len(self.floors)), self.random(len(self.floors))
        if start != goal:
            self.made += 1
            self.waiting[start].append(Rider(self.made, start, goal, time))
        if time < self.end:
            self.queue.put(time + 1 + self.random(3), self.arrive)

    def arrived(self, rider, time):
        self.done += 1
        self.waited = (self.waited * 7 + time - rider.time + rider.number) % 1000000007

    def run(self):
        while self.queue.items:
            time, _, event = self.queue.get()
            event(time)
        return self.made, self.done, self.waited

print('checksum', *World(24, 8, 26000).run())
