<?xml version="1.0" encoding="UTF-8"?>
<!-- From JaCoCo's report of all modules, a line for each: the lines and branches that the tests reach. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>

  <xsl:template match="/report">
    <xsl:text>Coverage      lines   branches&#10;</xsl:text>
    <xsl:apply-templates select="group"/>
  </xsl:template>

  <xsl:template match="group">
    <xsl:value-of select="substring(concat(substring-after(@name, '-'), '            '), 1, 12)"/>
    <xsl:apply-templates select="counter[@type = 'LINE']"/>
    <xsl:text>    </xsl:text>
    <xsl:apply-templates select="counter[@type = 'BRANCH']"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="counter">
    <xsl:variable name="percent" select="format-number(100 * @covered div (@covered + @missed), '0.0')"/>
    <xsl:value-of select="concat(substring('     ', string-length($percent)), $percent, ' %')"/>
  </xsl:template>
</xsl:stylesheet>
