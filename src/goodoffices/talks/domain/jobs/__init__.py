"""Long runs: started and cancelled (`acts`), watched over (`runner`), worked out in a process of their own (`work`)."""
