# A package for the import scripts.
loaded = ['lib']
name_of_package = __name__
