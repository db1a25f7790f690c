namespace BkJob;

/// <summary>The language of a script (<c>script_language</c>; <c>script_type</c> over ESB v2).</summary>
public enum ScriptLanguage
{
    /// <summary>A shell script (<c>.sh</c>).</summary>
    Shell = 1,

    /// <summary>A batch file of Windows (<c>.bat</c>, <c>.cmd</c>).</summary>
    Bat = 2,

    /// <summary>Perl (<c>.pl</c>).</summary>
    Perl = 3,

    /// <summary>Python (<c>.py</c>).</summary>
    Python = 4,

    /// <summary>PowerShell (<c>.ps1</c>).</summary>
    PowerShell = 5,
}
