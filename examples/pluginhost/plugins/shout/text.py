def loud(text, times):
    return text.upper() + '!' * times
