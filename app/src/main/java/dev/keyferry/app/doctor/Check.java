package dev.keyferry.app.doctor;

import java.util.List;

/** Looks at one thing and changes nothing. */
public interface Check {
    /** What was seen; at least one finding. What cannot be looked at is a finding as well. */
    List<Finding> look();
}
